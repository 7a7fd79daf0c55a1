import { describe, expect, test } from '@jest/globals';
import { packageFiles } from '../../local/connector/packages.ts';
import { elements, isWellFormed } from '../flows/xml.ts';
import { PUBLISHER } from '../support/connector.ts';
import {
  certified,
  files,
  inner,
  ownArguments,
  source,
  submission,
  textOf,
  unzipped,
  type Zip,
} from './support/packages.ts';

/** The folders and the files of a folder in a zip. */
function listing(zip: Zip, folder = ''): { folders: string[]; files: string[] } {
  const below = Object.keys(zip).flatMap((path) => (path.startsWith(folder) ? path.slice(folder.length) : []));
  const inFolders = below.filter((path) => path.includes('/'));
  return {
    folders: [...new Set(inFolders.map((path) => path.split('/')[0] ?? ''))],
    files: below.filter((path) => !path.includes('/')),
  };
}

describe('the certification package passes the conditions of ConnectorPackageValidator:', () => {
  const zips = (names: readonly string[]) => names.filter((name) => name.endsWith('.zip'));

  test('one page and one zip, in no folder', () => {
    expect(listing(submission)).toEqual({ folders: [], files: ['intro.md', 'insight-triggers.pdpkg.zip'] });
  });

  test('in that zip one folder, and in it two solutions and no folder', () => {
    const { folders } = listing(inner);
    expect(folders).toEqual(['PkgAssets']);
    const assets = listing(inner, 'PkgAssets/');
    expect(assets.folders).toEqual([]);
    expect(zips(assets.files)).toHaveLength(2);
  });

  test('a solution of the connector alone, and one of flows with the connector in it', () => {
    const kinds = ({ connector: one, flows: other }: typeof certified) =>
      [one, other].map((zip) => {
        const xml = textOf(zip, 'customizations.xml');
        return [elements(xml, 'Connector').length > 0, elements(xml, 'Workflow').length > 0, listing(zip).folders];
      });
    expect(kinds(certified)).toEqual([
      [true, false, ['Connector']],
      [true, true, expect.arrayContaining(['Connector', 'Workflows'])],
    ]);
  });

  test('and names its solutions for the deployment, the connector first', () => {
    const named = elements(textOf(inner, 'PkgAssets/ImportConfig.xml'), 'configsolutionfile');
    expect(named.map(({ solutionpackagefilename }) => `PkgAssets/${solutionpackagefilename}`)).toEqual(
      Object.keys(inner).filter((path) => path.endsWith('.zip')),
    );
    expect(named[0]?.solutionpackagefilename).toContain('Connector');
  });
});

describe('the certification package', () => {
  const text = (path: string) => String(files[`certification/${path}`]);

  test('names its publisher, website, privacy policy and mail address', () => {
    const { info, 'x-ms-connector-metadata': metadata } = JSON.parse(text('apiDefinition.swagger.json'));
    expect(info.contact).toEqual({ name: PUBLISHER.name, url: PUBLISHER.site, email: PUBLISHER.mail });
    expect(metadata).toEqual(
      expect.arrayContaining([
        { propertyName: 'Website', propertyValue: PUBLISHER.site },
        { propertyName: 'Privacy policy', propertyValue: PUBLISHER.privacy },
      ]),
    );
    expect(textOf(certified.connector, 'solution.xml')).toContain(`<EMailAddress>${PUBLISHER.mail}</EMailAddress>`);
  });

  test('says who owns the service, which a package of one’s own must not', () => {
    const owned = JSON.parse(text('apiProperties.json')).properties;
    expect(owned).toMatchObject({ publisher: PUBLISHER.name, stackOwner: PUBLISHER.name });
    expect(JSON.parse(String(files['apiProperties.json'])).properties).not.toHaveProperty('stackOwner');
  });

  test('has the page about the connector under that name, which leads nowhere into this repository', () => {
    const page = text('intro.md');
    expect(page).toContain(`## Publisher: ${PUBLISHER.name}`);
    expect(page).toContain(PUBLISHER.mail);
    const sections = page.split(/^## /m).slice(1);
    expect(sections.length).toBeGreaterThan(6);
    expect(sections.filter((section) => section.split('\n').slice(1).join('').trim() === '')).toEqual([
      expect.stringContaining('Publisher'),
    ]);
    expect(
      [...page.matchAll(/\]\(([^)]+)\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !/^(https|mailto):/.test(link)),
    ).toEqual([]);
    expect(textOf(submission, 'intro.md')).toBe(page);
  });

  test('take a name of the publisher with signs that are markup in XML', () => {
    const named = packageFiles(source, {
      ...ownArguments,
      publisher: { ...PUBLISHER, name: 'Fabrikam & "Sons" <AG>' },
    });
    const zip = unzipped(named, 'certification/insight-triggers-certification.zip');
    const assets = unzipped(zip, 'insight-triggers.pdpkg.zip');
    const solution = textOf(unzipped(assets, 'PkgAssets/InsightTriggersConnector.zip'), 'solution.xml');
    expect(isWellFormed(solution)).toBe(true);
    expect(solution).toContain('Fabrikam &amp; &quot;Sons&quot; &lt;AG&gt;');
  });
});
