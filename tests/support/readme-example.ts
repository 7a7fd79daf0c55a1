import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { PATIENCE_MS } from './eventually.ts';

/** The first example of the README: its commands, and the webhook that it shows. */
export interface ReadmeExample {
  readonly commands: string;
  readonly webhook: string;
}

/** Reads the example, with texts of it replaced by others. */
export function readmeExample(replaced: Readonly<Record<string, string>>): ReadmeExample {
  const readme = Object.entries(replaced).reduce(
    (all, [one, other]) => all.replaceAll(one, other),
    readFileSync('README.md', 'utf8'),
  );
  const [, commands = ''] = /```sh\n(node -e .*?)```/s.exec(readme) ?? [];
  const [, webhook = ''] = /prints the webhook:\n\n```json\n(.*?)```/s.exec(readme) ?? [];
  return { commands, webhook };
}

/**
 * Runs commands in a shell until its output matches, and then ends what they have started.
 * @throws with all that they have printed, when the output does not match in time
 */
export async function runUntil(commands: string, pattern: RegExp): Promise<string> {
  const shell = spawn('sh', ['-c', `${commands}\nwait`], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => shell.pid && process.kill(-shell.pid);
  const timer = setTimeout(end, PATIENCE_MS);
  let seen = '';
  shell.stdout.on('data', (chunk) => {
    seen += chunk;
    if (pattern.test(seen)) end();
  });
  const [output, errors] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
  clearTimeout(timer);
  if (!pattern.test(output)) throw new Error(`no ${pattern} in:\n${output}\n${errors}`);
  return output;
}
