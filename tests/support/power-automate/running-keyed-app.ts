import { afterAll, beforeAll } from '@jest/globals';
import { KeyedApp } from './keyed-app.ts';

/** One app that asks for keys, for all tests of a file. */
export class RunningKeyedApp {
  #app: KeyedApp | undefined;

  constructor(settings: Readonly<Record<string, string>> = {}) {
    beforeAll(async () => {
      this.#app = await KeyedApp.start(settings);
    }, 150_000);
    afterAll(() => this.#app?.stop());
  }

  get app(): KeyedApp {
    if (!this.#app) throw new Error('the app has not started');
    return this.#app;
  }
}
