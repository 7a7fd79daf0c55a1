import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from './eventually.ts';
import { type NodeProcess, type NodeProcessOptions, startNode } from './node-process.ts';
import { descendantsOf, untilEnded } from './processes.ts';

const SHARED = ['dist', 'host.json', 'local', 'local.settings.sample.json', 'node_modules', 'package.json', 'tests'];

/** A command that runs in a copy of the app. */
export interface RunningCommand extends NodeProcess {
  /** Waits for a text in the output. @throws with the output when it does not come. */
  waitFor(text: string | RegExp, deadlineMs?: number): Promise<void>;
  /** Waits until the command and everything that it has started have ended, after what ends them. */
  endsAllBy(end: () => unknown): Promise<void>;
}

/** A copy of the app in a folder of its own, with its own settings and storage, as a second clone. */
export class AppCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'insight-triggers-copy-'));
  readonly #running: RunningCommand[] = [];

  constructor() {
    for (const name of SHARED) symlinkSync(resolve(name), join(this.folder, name));
  }

  /** Starts a command of `local/` with its arguments. */
  start(command: string, args: readonly string[], environment: NodeProcessOptions['environment'] = {}): RunningCommand {
    const node = startNode([`local/${command}.ts`, ...args], { folder: this.folder, environment });
    const running: RunningCommand = {
      ...node,
      waitFor: async (text, deadlineMs) => {
        await eventually(
          () => `${text} in\n${node.output()}`,
          () => (typeof text === 'string' ? node.output().includes(text) : text.test(node.output())),
          deadlineMs,
        );
      },
      endsAllBy: async (end) => {
        const family = [node.process.pid ?? 0, ...descendantsOf(node.process.pid)];
        await end();
        await untilEnded(family);
      },
    };
    this.#running.push(running);
    return running;
  }

  /** Runs a command to its end. */
  async run(command: string, args: readonly string[], environment: NodeProcessOptions['environment'] = {}) {
    const { exit, output } = this.start(command, args, environment);
    return { code: await exit, output: output() };
  }

  /** The text of `local.settings.json`. */
  get settings(): string {
    return readFileSync(join(this.folder, 'local.settings.json'), 'utf8');
  }

  set settings(text: string) {
    writeFileSync(join(this.folder, 'local.settings.json'), text);
  }

  /** Ends whatever still runs, and removes the folder. */
  async remove(): Promise<void> {
    await Promise.all(this.#running.map((command) => command.endsAllBy(() => command.process.kill('SIGKILL'))));
    rmSync(this.folder, { recursive: true });
  }
}
