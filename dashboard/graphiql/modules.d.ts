declare module "monaco-editor/esm/vs/*?worker" {
  const worker: new () => Worker;
  export default worker;
}
declare module "monaco-graphql/esm/*?worker" {
  const worker: new () => Worker;
  export default worker;
}
declare var MonacoEnvironment: { getWorker(id: string, label: string): Worker };
