import type { Publisher } from './connector.ts';
import { escaped } from './xml.ts';
import type { Files } from './zip.ts';

/** The names of a solution. */
export interface Naming {
  readonly uniqueName: string;
  readonly title: string;
  /** Three numbers, as npm has it. */
  readonly version: string;
  /** Whom the publisher of the solution shows as its contact; absent in one's own environments. */
  readonly publisher?: Publisher | undefined;
}

/** What a solution consists of, as XML, beside its files. */
export interface Components {
  readonly roots: readonly string[];
  readonly workflows?: readonly string[];
  readonly connectors?: readonly string[];
  /** The element `connectionreferences`. */
  readonly references?: string;
}

/** Everything in the solution: its manifest, its components and the files that those name. */
export function solutionFiles(naming: Naming, components: Components, files: Files): Files {
  return {
    '[Content_Types].xml': contentTypes(Object.keys(files)),
    'solution.xml': manifest(naming, components.roots),
    'customizations.xml': customizations(components),
    ...files,
  };
}

const HEADER = '<?xml version="1.0" encoding="utf-8"?>';
const INSTANCE = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

function contentTypes(paths: readonly string[]): string {
  const extensions = new Set(['xml', ...paths.map((path) => path.slice(path.lastIndexOf('.') + 1))]);
  const defaults = [...extensions].map(
    (extension) => `  <Default Extension="${extension}" ContentType="application/octet-stream" />`,
  );
  return lines(
    HEADER,
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    ...defaults,
    '</Types>',
  );
}

function manifest({ uniqueName, title, version, publisher }: Naming, roots: readonly string[]): string {
  return lines(
    HEADER,
    `<ImportExportXml version="9.2" SolutionPackageVersion="9.2" languagecode="1033" generatedBy="CrmLive" ${INSTANCE}>`,
    '  <SolutionManifest>',
    `    <UniqueName>${uniqueName}</UniqueName>`,
    '    <LocalizedNames>',
    `      <LocalizedName description="${escaped(title)}" languagecode="1033" />`,
    '    </LocalizedNames>',
    '    <Descriptions />',
    `    <Version>${version}.0</Version>`,
    '    <Managed>0</Managed>',
    '    <Publisher>',
    '      <UniqueName>insighttriggers</UniqueName>',
    '      <LocalizedNames>',
    `        <LocalizedName description="${escaped(publisher?.name ?? 'Insight Triggers')}" languagecode="1033" />`,
    '      </LocalizedNames>',
    '      <Descriptions />',
    filled('EMailAddress', publisher?.mail),
    filled('SupportingWebsiteUrl', publisher?.site),
    '      <CustomizationPrefix>insight</CustomizationPrefix>',
    '      <CustomizationOptionValuePrefix>47310</CustomizationOptionValuePrefix>',
    '      <Addresses>',
    ...address(1),
    ...address(2),
    '      </Addresses>',
    '    </Publisher>',
    '    <RootComponents>',
    ...roots.map((root) => `      ${root}`),
    '    </RootComponents>',
    '    <MissingDependencies />',
    '  </SolutionManifest>',
    '</ImportExportXml>',
  );
}

/** What an export says of a publisher's address, by name; nothing else of it is known. */
const ADDRESS: Readonly<Record<string, string>> = { AddressTypeCode: '1', ShippingMethodCode: '1' };
const ADDRESS_FIELDS = [
  ...['AddressTypeCode', 'City', 'County', 'Country', 'Fax', 'FreightTermsCode', 'ImportSequenceNumber', 'Latitude'],
  ...['Line1', 'Line2', 'Line3', 'Longitude', 'Name', 'PostalCode', 'PostOfficeBox', 'PrimaryContactName'],
  ...['ShippingMethodCode', 'StateOrProvince', 'Telephone1', 'Telephone2', 'Telephone3', 'TimeZoneRuleVersionNumber'],
  ...['UPSZone', 'UTCOffset', 'UTCConversionTimeZoneCode'],
];

/** An export always has two addresses, filled in or not. */
function address(number: number): string[] {
  return [
    '        <Address>',
    `          <AddressNumber>${number}</AddressNumber>`,
    ...ADDRESS_FIELDS.map((name) => `    ${filled(name, ADDRESS[name])}`),
    '        </Address>',
  ];
}

function filled(name: string, value: string | undefined): string {
  return value === undefined ? `      <${name} xsi:nil="true" />` : `      <${name}>${escaped(value)}</${name}>`;
}

/** The elements of other kinds of components, which an export always has. */
const BEFORE_WORKFLOWS = ['Entities', 'Roles'];
const AFTER_WORKFLOWS = [
  'FieldSecurityProfiles',
  'Templates',
  'EntityMaps',
  'EntityRelationships',
  'OrganizationSettings',
  'optionsets',
  'CustomControls',
  'EntityDataProviders',
];

function customizations({ workflows = [], connectors = [], references }: Components): string {
  const empty = (name: string) => `  <${name} />`;
  return lines(
    HEADER,
    `<ImportExportXml ${INSTANCE}>`,
    ...BEFORE_WORKFLOWS.map(empty),
    ...element('Workflows', workflows),
    ...AFTER_WORKFLOWS.map(empty),
    ...(connectors.length > 0 ? element('Connectors', connectors) : []),
    ...(references ? [`  ${references}`] : []),
    '  <Languages>',
    '    <Language>1033</Language>',
    '  </Languages>',
    '</ImportExportXml>',
  );
}

function element(name: string, children: readonly string[]): string[] {
  return children.length > 0 ? [`  <${name}>`, ...children, `  </${name}>`] : [`  <${name} />`];
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
