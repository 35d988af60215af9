import { defineConfig } from "vite";

/** Builds the GraphiQL page into api/static/graphiql, where the desk serves it from its own host. */
export default defineConfig({
  root: "graphiql",
  base: "/static/graphiql/",
  build: {
    outDir: "../../api/static/graphiql",
    emptyOutDir: true,
    assetsDir: ".",
    target: "es2023",
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000,
    license: { fileName: "licenses.md" },
  },
  server: { proxy: { "/graphql": { target: "http://127.0.0.1:8000", ws: true } } },
});
