type Section = Record<string, unknown>;

const prefix = 'azurefunctionsjobhost';
const names = [
  'version functionTimeout extensions queues http routePrefix logging logLevel default',
  'maxPollingInterval visibilityTimeout batchSize newBatchThreshold maxDequeueCount messageEncoding',
].flatMap((line) => line.split(' '));
const canonicalByLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));

function canonicalName(name: string): string {
  return canonicalByLowerCase.get(name.toLowerCase()) ?? name;
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gives the names that this host knows their usual case, since Azure reads them in any case. */
export function canonicalNames(content: unknown): unknown {
  if (!isSection(content)) return content;
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [canonicalName(name), canonicalNames(value)]),
  );
}

/** Overrides host.json with settings such as `AzureFunctionsJobHost__extensions__queues__batchSize`. */
export function overridesFrom(settings: Readonly<Record<string, string>>, content: unknown): unknown {
  if (!isSection(content)) return content;
  const result = structuredClone(content);
  for (const [name, value] of Object.entries(settings)) {
    const [root, ...path] = name.split(/__|:/);
    if (root?.toLowerCase() === prefix && path.length > 0) setAt(result, path.map(canonicalName), value);
  }
  return result;
}

function setAt(target: Section, path: readonly string[], value: string): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const existing = target[name];
  const section = isSection(existing) ? existing : {};
  target[name] = section;
  setAt(section, rest, value);
}
