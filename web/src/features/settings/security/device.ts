const browsers: readonly (readonly [RegExp, string])[] = [[/\bEdg\w*\//, "Edge"], [/\bOPR\//, "Opera"], [/\bFirefox\//, "Firefox"], [/\bHeadlessChrome\//, "Chrome, headless"], [/\bChrom(?:e|ium)\//, "Chrome"], [/\bSafari\//, "Safari"]];
const systems: readonly (readonly [RegExp, string])[] = [[/iPhone|iPad/, "iOS"], [/Android/, "Android"], [/Windows/, "Windows"], [/Mac OS X|Macintosh/, "macOS"], [/CrOS/, "ChromeOS"], [/Linux|X11/, "Linux"]];

/** `Firefox on Linux` of what a browser calls itself; the text itself where it is no browser's. */
export function deviceName(agent: string): string {
  const browser = browsers.find(([shape]) => shape.test(agent))?.[1];
  const system = systems.find(([shape]) => shape.test(agent))?.[1];
  if (browser === undefined) return agent === "" ? "unknown" : agent;
  return system === undefined ? browser : `${browser} on ${system}`;
}

const methods: Readonly<Record<string, string>> = { password: "password", totp: "password and code", passkey: "passkey", link: "login link", external: "organisation's provider", client: "API client" };

/** How it was proved who it is. */
export function methodName(method: string): string {
  return methods[method] ?? method;
}
