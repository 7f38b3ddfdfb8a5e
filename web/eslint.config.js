import hooks from "eslint-plugin-react-hooks";
import a11y from "eslint-plugin-jsx-a11y";
import tseslint from "typescript-eslint";

/** app → features → shared: a layer imports only what stands below it. */
const layer = (files, ...forbidden) => ({
  files: [files],
  rules: { "no-restricted-imports": ["error", { patterns: forbidden.map((group) => ({ group: [group], message: "Imports go app → features → shared." })) }] },
});

export default tseslint.config(
  { ignores: ["dist", "node_modules"] },
  ...tseslint.configs.strict,
  a11y.flatConfigs.recommended,
  hooks.configs.flat.recommended,
  { files: ["src/**/*.{ts,tsx}"], rules: { "@typescript-eslint/no-explicit-any": "error", "@typescript-eslint/consistent-type-imports": "error", "react-hooks/incompatible-library": "off", eqeqeq: ["error", "always", { null: "ignore" }] } },
  layer("src/shared/**", "**/features/**", "**/app/**"),
  layer("src/features/**", "**/app/**"),
);
