export interface Element {
  readonly attributes: Readonly<Record<string, string>>;
  /** What is between its tags. */
  readonly content: string;
}

/** The elements of that name, which must not contain one another. */
export function elements(xml: string, name: string): Element[] {
  const pattern = new RegExp(`<${name}(?<attributes>\\s[^>]*?)?(?:/>|>(?<content>.*?)</${name}>)`, 'gs');
  return [...xml.matchAll(pattern)].map(({ groups }) => ({
    attributes: Object.fromEntries(
      [...(groups?.attributes ?? '').matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    ),
    content: groups?.content ?? '',
  }));
}

/** What is in the first element of that name. */
export function contentOf(xml: string, name: string): string | undefined {
  return elements(xml, name)[0]?.content;
}

const TAG = /<(?<end>\/?)(?<name>[\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(?<alone>\/?)>/g;

/** Whether each tag is closed by its own, within one root, and nothing else looks like a tag. */
export function isWellFormed(xml: string): boolean {
  const body = xml.replace(/^<\?xml [^>]*\?>\s*/, '').trim();
  const open: (string | undefined)[] = [];
  for (const { groups, index } of body.matchAll(TAG)) {
    if (open.length === 0 && index > 0) return false;
    if (groups?.end && open.pop() !== groups.name) return false;
    if (!groups?.end && !groups?.alone) open.push(groups?.name);
  }
  return open.length === 0 && !/[<>]/.test(body.replaceAll(TAG, '')) && !/&(?!(?:amp|lt|gt|quot|apos);)/.test(body);
}
