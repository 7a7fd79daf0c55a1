import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** The attributes of an element, and the texts of its children, by name. */
export type Element = Readonly<Record<string, string>>;

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false });

/** The elements of that name at any depth. */
export function elements(xml = '', name: string): Element[] {
  return elementsIn(parser.parse(xml), name);
}

function elementsIn(node: unknown, name: string): Element[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === name ? [value].flat() : elementsIn(value, name)));
}

/** The validator of the package does not look for a bare `&` in attributes. */
export function isWellFormed(xml: string): boolean {
  return XMLValidator.validate(xml) === true && !/&(?!(?:amp|lt|gt|quot|apos);)/.test(xml);
}
