// Runs the configured preset as graphql-codegen's command would, without the loaders that it brings for other sources.
import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import { parse } from "graphql";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import settings from "./codegen/typescript.mjs";

const [[folder, output]] = Object.entries(settings.generates);
const read = (location) => {
  const rawSDL = readFileSync(location, "utf8");
  return { location, rawSDL, document: parse(rawSDL) };
};
const documents = readdirSync("operations").map((name) => read(`operations/${name}`));
const schema = read(settings.schema).document;
const made = await preset.buildGeneratesSection({
  baseOutputDir: folder,
  presetConfig: output.presetConfig,
  config: output.config,
  schema,
  documents,
  plugins: [],
  pluginMap: {},
});
mkdirSync(folder, { recursive: true });
for (const each of made) writeFileSync(each.filename, await codegen(each));
