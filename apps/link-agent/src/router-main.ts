import { LinkAgentError } from './link-agent-error.js';
import { routerText } from './router-command.js';

try {
  process.stdout.write(routerText(process.argv.slice(2), process.env));
} catch (error) {
  process.stderr.write(`${error instanceof LinkAgentError ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
