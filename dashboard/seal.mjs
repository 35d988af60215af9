/** Writes the hash of the sources next to what was built, so that a test without Node sees when the bundle is old. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const hash = createHash("sha256");
const files = ["package-lock.json", "package.json", "tsconfig.json", "vite.config.ts"];
for (const name of readdirSync("graphiql")) files.push(`graphiql/${name}`);
for (const name of files.sort()) hash.update(`${name}\0`).update(readFileSync(name)).update("\0");
writeFileSync("../api/static/graphiql/sources.sha256", hash.digest("hex") + "\n");
