import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CONNECTOR_NAME } from '../../local/connector/connector-solution.ts';
import { readPackageArguments } from '../../local/connector/package-arguments.ts';
import { packageFiles } from '../../local/connector/packages.ts';
import { elements, isWellFormed } from '../flows/xml.ts';
import { HOST, PUBLISHER } from '../support/connector.ts';
import * as made from './support/packages.ts';

describe('packages', () => {
  test('are the same bytes for the same arguments', () => {
    expect(packageFiles(made.source, made.certifiedArguments)).toEqual(made.files);
  });

  test('hold one fixed local time, so that neither the day nor the time zone changes them', () => {
    const zip = made.bytesOf(made.files, 'insight-triggers-connector.zip');
    const header = new DataView(zip.buffer, zip.byteOffset);
    const [year, month, day] = [2026, 1, 1];
    expect(header.getUint16(10, true)).toBe(0);
    expect(header.getUint16(12, true)).toBe(((year - 1980) << 9) | (month << 5) | day);
  });

  test('without a publisher have no certification package', () => {
    const own = Object.keys(packageFiles(made.source, made.ownArguments));
    expect(own.filter((path) => path.startsWith('certification'))).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });
});

describe('the command', () => {
  const run = (...given: string[]) =>
    spawnSync(process.execPath, ['local/connector/main.ts', ...given], { encoding: 'utf8' });

  test('writes the packages to the folder that it names, and says in two lines what to do with them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packages-'));
    try {
      const out = join(folder, 'made');
      const { status, stdout } = run('--host', HOST, '--connector', made.ownArguments.connector, '--out', out);
      const written = packageFiles(made.source, made.ownArguments);
      expect(status).toBe(0);
      expect(readdirSync(out).toSorted()).toEqual(Object.keys(written).toSorted());
      const zip = 'insight-triggers-connector.zip';
      expect(new Uint8Array(readFileSync(join(out, zip)))).toEqual(made.bytesOf(written, zip));
      expect(stdout).toContain(`${out} holds the connector`);
      expect(stdout).toContain('takes --publisher, --site and --mail');
      expect(stdout).toMatch(/^1\. .*insight-triggers-connector\.zip.*\n2\. .*insight-triggers-sample-flows\.zip/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('ends with the sentence alone when an argument is wrong', () => {
    const { status, stdout, stderr } = run('--host', 'localhost');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^--host: expected a host alone.*got "localhost"\n$/);
  });
});

describe('the arguments', () => {
  const OWN = ['--host', HOST];
  const PUBLIC = ['--publisher', 'Contoso', '--site', 'https://contoso.com/', '--mail', 'a@contoso.com'];

  test('are a host, and for everything else there is a default', () => {
    expect(readPackageArguments(['--host', 'Contoso-Triggers.azurewebsites.net'])).toEqual({
      host: HOST,
      connector: CONNECTOR_NAME,
      out: 'connector',
      publisher: undefined,
    });
  });

  test('of certification are the publisher, its website and mail address, and the privacy policy where it is elsewhere', () => {
    const given = [...OWN, ...PUBLIC];
    const publisher = { name: 'Contoso', site: 'https://contoso.com', mail: 'a@contoso.com' };
    expect(readPackageArguments(given).publisher).toEqual({ ...publisher, privacy: 'https://contoso.com/privacy' });
    const elsewhere = 'https://legal.contoso.com/p';
    expect(readPackageArguments([...given, '--privacy', elsewhere]).publisher?.privacy).toBe(elsewhere);
  });

  test.each([
    ['no host', [], '--host: required; expected the host of the function app'],
    ['an address for the host', ['--host', `https://${HOST}/api`], `without a path, such as ${HOST}, got "https://`],
    ['a host with a port', ['--host', `${HOST}:443`], 'expected a host alone'],
    ['a host that no cloud reaches', ['--host', 'localhost'], 'got "localhost"'],
    ['an IP address', ['--host', '10.0.0.4'], 'expected a host alone'],
    ['a title for the connector', [...OWN, '--connector', 'Insight Triggers'], '--connector: expected the name'],
    ['an unknown option', [...OWN, '--hots', 'x'], "Unknown option '--hots'; expected --host <name>"],
    ['an option without its value', ['--host'], '; expected --host <name>'],
    ['a word that is no option', [...OWN, 'x'], 'x'],
    ['a publisher alone', [...OWN, ...PUBLIC.slice(0, 2)], '--site, --mail: required for a certification'],
    ['a certification without a mail address', [...OWN, ...PUBLIC.slice(0, 4)], '--mail: required for a'],
    ['a privacy policy of nobody', [...OWN, '--privacy', 'https://contoso.com/p'], '--publisher, --site, --mail:'],
    ['a website without https', [...OWN, ...PUBLIC, '--site', 'http://contoso.com'], '--site: expected an'],
    ['a mail address without a host', [...OWN, ...PUBLIC, '--mail', 'a'], '--mail: expected a mail address'],
    ['a blank publisher', [...OWN, ...PUBLIC, '--publisher', ' '], '--publisher: expected a name of 2'],
  ])('with %s are refused, and the sentence says why', (_what, given, sentence) => {
    expect(() => readPackageArguments(given)).toThrow(sentence);
  });

  test('with several faults are refused with all of them', () => {
    expect(() => readPackageArguments(['--host', 'x', '--connector', 'y'])).toThrow(/^--host: .*\n--connector: .*$/);
  });
});

describe('the certification package passes the conditions of ConnectorPackageValidator:', () => {
  const solutions = ['PkgAssets/InsightTriggersConnector.zip', 'PkgAssets/InsightTriggersSampleFlows.zip'];

  test('one page and one zip, in no folder', () => {
    expect(Object.keys(made.submission)).toEqual(['intro.md', 'insight-triggers.pdpkg.zip']);
  });

  test('in that zip one folder, and in it two solutions and no folder', () => {
    expect(Object.keys(made.inner)).toEqual(['[Content_Types].xml', 'PkgAssets/ImportConfig.xml', ...solutions]);
  });

  test('and names its solutions for the deployment, the connector first', () => {
    const named = elements(made.textOf(made.inner, 'PkgAssets/ImportConfig.xml'), 'configsolutionfile');
    expect(named.map(({ solutionpackagefilename }) => `PkgAssets/${solutionpackagefilename}`)).toEqual(solutions);
  });
});

describe('the certification package', () => {
  const text = (path: string) => String(made.files[`certification/${path}`]);

  test('names its publisher, website, privacy policy and mail address', () => {
    const { info, 'x-ms-connector-metadata': metadata } = JSON.parse(text('apiDefinition.swagger.json'));
    expect(info.contact).toEqual({ name: PUBLISHER.name, url: PUBLISHER.site, email: PUBLISHER.mail });
    expect(metadata).toEqual(
      expect.arrayContaining([
        { propertyName: 'Website', propertyValue: PUBLISHER.site },
        { propertyName: 'Privacy policy', propertyValue: PUBLISHER.privacy },
      ]),
    );
    expect(made.textOf(made.certified.connector, 'solution.xml')).toContain(
      `<EMailAddress>${PUBLISHER.mail}</EMailAddress>`,
    );
  });

  test('says who owns the service, which a package of one’s own must not', () => {
    const owned = JSON.parse(text('apiProperties.json')).properties;
    expect(owned).toMatchObject({ publisher: PUBLISHER.name, stackOwner: PUBLISHER.name });
    expect(JSON.parse(String(made.files['apiProperties.json'])).properties).not.toHaveProperty('stackOwner');
  });

  test('has the page about the connector under that name, which leads nowhere into this repository', () => {
    const page = text('intro.md');
    expect(page).toContain(`## Publisher: ${PUBLISHER.name}`);
    expect(page).toContain(PUBLISHER.mail);
    const sections = page.split(/^## /m).slice(1);
    expect(sections.length).toBeGreaterThan(6);
    // Only the heading that names the publisher has nothing below it.
    expect(sections.filter((section) => /^.*\s*$/.test(section))).toEqual([expect.stringContaining('Publisher')]);
    const links = Array.from(page.matchAll(/\]\(([^)]+)\)/g), ([, link = '']) => link);
    expect(links.filter((link) => !/^(https|mailto):/.test(link))).toEqual([]);
    expect(made.textOf(made.submission, 'intro.md')).toBe(page);
  });

  test('take a name of the publisher with signs that are markup in XML', () => {
    const named = packageFiles(made.source, {
      ...made.ownArguments,
      publisher: { ...PUBLISHER, name: 'Fabrikam & "Sons" <AG>' },
    });
    const zip = made.unzipped(named, 'certification/insight-triggers-certification.zip');
    const assets = made.unzipped(zip, 'insight-triggers.pdpkg.zip');
    const solution = made.textOf(made.unzipped(assets, 'PkgAssets/InsightTriggersConnector.zip'), 'solution.xml');
    expect(isWellFormed(solution)).toBe(true);
    expect(solution).toContain('Fabrikam &amp; &quot;Sons&quot; &lt;AG&gt;');
  });
});
