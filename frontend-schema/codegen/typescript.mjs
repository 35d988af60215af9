// GraphQL Code Generator, client preset: `npx graphql-codegen --config codegen/typescript.mjs` in frontend-schema/.
// A decimal stays text; `number` would round money.
export default {
  schema: "schema.graphql",
  documents: "operations/*.graphql",
  generates: {
    "generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        scalars: { Decimal: "string", DateTime: "string", Date: "string", Currency: "string" },
        defaultScalarType: "unknown",
        enumsAsTypes: true,
        useTypeImports: true,
      },
    },
  },
};
