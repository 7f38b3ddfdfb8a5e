import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** `npm run dev` proxies to a running host; PORTFOLIO_URL says where it listens. */
const host = process.env["PORTFOLIO_URL"] ?? "http://127.0.0.1:5080";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "dist", sourcemap: false, target: "es2022", chunkSizeWarningLimit: 1500, rollupOptions: { input: ["index.html", "graphiql.html"], onwarn: (warning, tell) => warning.code === "MODULE_LEVEL_DIRECTIVE" || tell(warning) } },
  // The host answers pages of its own origin only.
  server: { proxy: Object.fromEntries(["/graphql", "/feed", "/api", "/health"].map((path) => [path, { target: host, ws: true, changeOrigin: true, headers: { origin: host } }])) },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}", "codegen/**/*.test.mjs", "rules.test.mjs"] },
});
