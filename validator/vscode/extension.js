"use strict";
// Starts `stdpolicy lsp`; everything else is the server's. No language and no schema is contributed: files keep
// the language that they have, and completions do not come twice.

const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

// With the texts that policies publish: from their lines the provisions are found.
const PATTERN = "**/*.{jsonld,json,ttl,turtle,nt,xml,txt}";
let client;

async function activate() {
  const settings = workspace.getConfiguration("stdpolicy");
  const [command, ...args] = settings.get("command");
  const lang = settings.get("lang");
  client = new LanguageClient(
    "stdpolicy",
    { command, args },
    {
      documentSelector: [
        { scheme: "file", pattern: PATTERN },
        { scheme: "file", pattern: "**/stdpolicy.toml" }, // counts as it is open, before it is saved
        { scheme: "untitled", pattern: PATTERN },
      ],
      initializationOptions: lang ? { lang } : {},
    },
  );
  await client.start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
