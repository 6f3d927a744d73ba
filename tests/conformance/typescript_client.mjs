// What most hosts embed: the TypeScript SDK's client. Prints, as one JSON object, all that the server told it.
//
//   node typescript_client.mjs FOLDER URL KEY CALLS
//
// FOLDER holds node_modules; CALLS is a JSON object of tool name to arguments.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, url, key, calls] = process.argv.slice(2);
const { resolve } = createRequire(`${folder}/`);
const sdk = (name) => import(pathToFileURL(resolve(`@modelcontextprotocol/sdk/${name}`)));

const { Client } = await sdk("client/index.js");
const { StreamableHTTPClientTransport } = await sdk("client/streamableHttp.js");

const client = new Client({ name: "a-test", version: "1.0.0" });
const requestInit = { headers: { Authorization: `Bearer ${key}` } };
await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));

const told = {
  server: client.getServerVersion().name,
  // From here on the client holds every answer against the schema that is listed for its tool.
  tools: (await client.listTools()).tools.map((tool) => tool.name),
  resources: (await client.listResources()).resources.map((resource) => resource.uri),
  prompts: (await client.listPrompts()).prompts.map((prompt) => prompt.name),
  answers: {},
};
for (const [name, args] of Object.entries(JSON.parse(calls))) {
  told.answers[name] = await client.callTool({ name, arguments: args });
}
told.refusal = await client.callTool({ name: "get_customer_profile", arguments: { customer_id: "nobody" } });
told.archetype = await client.readResource({ uri: told.resources.at(-1) });
told.completion = await client.complete({
  ref: { type: "ref/resource", uri: "archetype://{archetype_id}" },
  argument: { name: "archetype_id", value: "" },
});
told.missing = await client.readResource({ uri: "archetype://nowhere" }).catch((error) => error.code);
await client.close();
console.log(JSON.stringify(told));
