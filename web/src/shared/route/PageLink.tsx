import Link, { type LinkProps } from "@mui/material/Link";
import type { MouseEvent } from "react";
import { hrefOf, navigate, useSearch } from "./route";

interface PageLinkProps extends Omit<LinkProps, "href" | "onClick"> {
  readonly to: string;
  readonly parameters?: Readonly<Record<string, string | null>>;
  readonly onOpen?: () => void;
}

/** A link to another page of this application: opened in place by a plain click, in a tab of its own by the browser's usual ways. */
export function PageLink({ to, parameters = {}, onOpen, ...rest }: PageLinkProps) {
  const href = hrefOf(to, parameters, useSearch());
  const open = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href);
    onOpen?.();
  };
  return <Link href={href} onClick={open} {...rest} />;
}
