import { PageLink } from "../shared/route/PageLink";
import { Empty } from "../shared/ui/States";

export function NotFound() {
  return <Empty action={<PageLink to="/">Go to the overview</PageLink>}>There is no page at this address.</Empty>;
}
