import { isInstalled } from './program.ts';
import type { Contender } from './work.ts';

/** The contenders that can run here. Says what it installs, and what is skipped and why. */
export function availableOf(contenders: readonly Contender[], say: (line: string) => void): Contender[] {
  return contenders.filter(({ name, packages, install }) => {
    const missing = packages.filter((one) => !isInstalled(one));
    if (missing.length > 0) {
      say(
        `Skipped: ${name}. Not installed: ${missing.join(', ')}; \`apt-get install ${missing.join(' ')}\` brings it.`,
      );
      return false;
    }
    if (!install) return true;
    say(
      `${name}: npm installs ${install.what.join(', ')} into .bench/ unless they are there; the app does not depend on them.`,
    );
    try {
      install.run();
      return true;
    } catch (error) {
      say(`Skipped: ${name}. npm could not install them: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  });
}
