import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { samples } from './flow.ts';
import { readTemplate } from './resource-template.ts';
import { readSolution } from './solution.ts';
import { elements } from './xml.ts';

const page = readFileSync('infra/flows/readme.md', 'utf8');

describe('the page of the flows', () => {
  test('explains every parameter of the templates', () => {
    const names = samples.flatMap((sample) => Object.keys(readTemplate(sample).parameters));
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test('names every environment variable as the import will', () => {
    const names = Object.values(readSolution()).flatMap((xml) =>
      elements(xml, 'displayname').map((name) => name.default),
    );
    const [, table = ''] = /## Values to fill in(.*?)## Into/s.exec(page) ?? [];
    expect(names).toHaveLength(7);
    expect(names.filter((name) => !table.includes(name ?? '-'))).toEqual([]);
  });

  test('names files that are there', () => {
    const named = [...page.matchAll(/\]\(([^)#:]+)\)|`(logic-apps\/[^`]+)`/g)].map(([, link, path]) => link ?? path);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((path) => !existsSync(`infra/flows/${path}`))).toEqual([]);
  });

  test('and the files use the name that the page says to replace', () => {
    const [, standIn = ''] = /Replace\s+`(shared_\w+)`/.exec(page) ?? [];
    expect(Object.values(readSolution()).filter((text) => new RegExp(`/${standIn}["<]`).test(text))).toHaveLength(3);
  });
});
