import type { Connector, Info } from '../connector.ts';
import {
  change,
  copy,
  definition,
  drop,
  type Mutations,
  operation,
  push,
  type Subject,
  set,
  TRIGGER,
  there,
} from './mutation.ts';

const info: Subject<Info> = (connector) => there(connector.definition.info, 'info');
const contact = (connector: Connector) => there(info(connector).contact, 'contact');

function metadata(name: string) {
  return (connector: Connector) =>
    there(
      connector.definition['x-ms-connector-metadata']?.find(({ propertyName }) => propertyName === name),
      name,
    );
}

export const infoMutations: Mutations = {
  FieldLengthExceeded: {
    'a title of 31 characters': set(info, 'title', 'T'.repeat(31)),
  },
  RequiredValueEmpty: {
    'no title': drop(info, 'title'),
    'a blank description': set(info, 'description', ' '),
  },
  ValueContainsRestrictedWords: {
    'a title with "Connector"': set(info, 'title', 'Insight Connector'),
    'a title with "API"': set(info, 'title', 'Insight API'),
    'a description with "API"': change(info, 'description', (text) => `${text} It has an API.`),
  },
  FieldLengthNotInRange: {
    'a description of 29 characters': set(info, 'description', `${'D'.repeat(28)}.`),
    'a description of 501 characters': set(info, 'description', `${'D'.repeat(500)}.`),
  },
  'connector description is sentences': {
    'no period': change(info, 'description', (text) => text?.slice(0, -1)),
  },
  'connector description says more than the title': {
    'the title again': copy(info, 'description', (connector) => `${info(connector).title}.`),
  },
  'connector version is numbers with dots': {
    'a version with a v': set(info, 'version', 'v1'),
  },
  'contact has a name': {
    'no name': drop(contact, 'name'),
  },
  UrlNotValid: {
    'a relative address': set(contact, 'url', '/support'),
    'an http address': set(contact, 'url', 'http://example.com'),
  },
  ContactEmailNotValid: {
    'no at sign': set(contact, 'email', 'support.example.com'),
  },
  HostNameNotValid: {
    'a host with a scheme': set(definition, 'host', 'https://example.com'),
    'a host with a path': set(definition, 'host', 'example.com/api'),
  },
  'the host is a production host': {
    localhost: set(definition, 'host', 'localhost:7071'),
    'an address': set(definition, 'host', '10.0.0.4'),
    'a stage': set(definition, 'host', 'triggers-staging.example.com'),
  },
  BasePathNotValid: {
    'no slash first': set(definition, 'basePath', 'api'),
    'a slash last, which doubles it': set(definition, 'basePath', '/api/'),
  },
  'the scheme is https': {
    'http too': set(definition, 'schemes', ['https', 'http']),
    'no schemes': drop(definition, 'schemes'),
    'http for one operation': set(operation(TRIGGER), 'schemes', ['http']),
  },
  MimeTypeNotSupported: {
    'a second type of bodies': push((connector) => connector.definition.consumes, 'text/xml'),
    'another answer of one operation': set(operation(TRIGGER), 'produces', ['text/html']),
  },
  'JSON is declared': {
    'nothing consumed': drop(definition, 'consumes'),
    'nothing produced': drop(definition, 'produces'),
  },
  ConnectorMetadataPropertiesMissing: {
    'no privacy policy': set(metadata('Privacy policy'), 'propertyName', 'Privacy'),
    'no metadata': drop(definition, 'x-ms-connector-metadata'),
  },
  'metadata addresses are https': {
    'a website without a scheme': set(metadata('Website'), 'propertyValue', 'example.com'),
  },
  InvalidConnectorCategory: {
    'a made up category': set(metadata('Categories'), 'propertyValue', 'Data;Webhooks'),
  },
  TooManyConnectorCategories: {
    three: set(metadata('Categories'), 'propertyValue', 'Data;Marketing;AI'),
  },
  SecurityRequirementMustBeDefined: {
    'an unknown security': set(definition, 'security', [{ other: [] }]),
  },
  SecurityRequirementMustHaveEmptyValue: {
    'a scope for the key': set(definition, 'security', [{ api_key: ['read'] }]),
  },
  'every operation asks for the key': {
    'no security': drop(definition, 'security'),
    'a requirement of nothing': set(definition, 'security', [{}]),
    'an operation without': set(operation(TRIGGER), 'security', []),
  },
};
