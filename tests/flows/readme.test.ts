import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readPackageArguments } from '../../local/connector/package-arguments.ts';
import { packageFiles } from '../../local/connector/packages.ts';
import { readSource } from '../../local/connector/source.ts';
import { HOST } from '../support/connector.ts';
import { readTemplate, templates } from './resource-template.ts';
import { readSolution } from './solution.ts';
import { elements } from './xml.ts';

const page = readFileSync('infra/flows/readme.md', 'utf8');

describe('the page of the flows', () => {
  test('explains every parameter of the templates', () => {
    const names = templates.flatMap((name) => Object.keys(readTemplate(name).parameters));
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

  test('makes the packages with arguments that the command takes, and imports the files that it writes', () => {
    const [, part = ''] = /## Into Power Automate(.*?)## Into Azure/s.exec(page) ?? [];
    const [, command = ''] = /`npm run package:connector -- ([^`]+)`/.exec(part) ?? [];
    const wanted = readPackageArguments([...command.replace('HOST', HOST).split(' '), '--connector', 'shared_x-5f1']);
    const written = Object.keys(packageFiles(readSource(), wanted));
    expect(part).toContain(`the folder \`${wanted.out}\``);
    const zips = [...part.matchAll(/insight-triggers-[\w-]+\.zip/g)].map(([name]) => name);
    expect(zips.length).toBeGreaterThan(2);
    expect(zips.filter((name) => !written.includes(name))).toEqual([]);
  });
});
