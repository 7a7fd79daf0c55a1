/** The committed files of the connector: they name neither a host nor a publisher. */
export interface ConnectorSource {
  readonly definition: Definition;
  readonly properties: { readonly properties: Properties };
  /** PNG. */
  readonly icon: Uint8Array;
}

/** What packages read of the definition; the rest is passed on. */
export interface Definition {
  readonly swagger: string;
  readonly info: { readonly title: string; readonly description: string; readonly version: string };
  readonly 'x-ms-connector-metadata': readonly { readonly propertyName: string; readonly propertyValue: string }[];
}

interface Properties {
  readonly publisher: string;
  readonly iconBrandColor: string;
  readonly connectionParameters: object;
  readonly policyTemplateInstances: readonly {
    readonly templateId: string;
    readonly title: string;
    readonly parameters: object;
  }[];
}

/** Who publishes the connector under their own name. */
export interface Publisher {
  readonly name: string;
  /** The address of the website, and that of its privacy policy. */
  readonly site: string;
  readonly privacy: string;
  /** Who writes there gets help. */
  readonly mail: string;
}

/** What a package is made for. */
export interface Target {
  /** Of the function app, without scheme and path. */
  readonly host: string;
  /** Absent in a package for one's own environments. */
  readonly publisher?: Publisher | undefined;
}

/**
 * The definition for a deployment and, in a certification package, for a publisher. The properties file replaces the host by that
 * of the connection; a portal that reads the definition alone has no other.
 */
export function definitionFor<T extends Definition>(source: T, { host, publisher }: Target) {
  const { swagger, info, 'x-ms-connector-metadata': metadata, ...rest } = source;
  if (!publisher) return { swagger, info, host, ...rest, 'x-ms-connector-metadata': metadata };
  const { name, site, privacy, mail } = publisher;
  return {
    swagger,
    info: { ...info, contact: { name, url: site, email: mail } },
    host,
    ...rest,
    'x-ms-connector-metadata': [
      { propertyName: 'Website', propertyValue: site },
      { propertyName: 'Privacy policy', propertyValue: privacy },
      ...metadata,
    ],
  };
}

/** The properties for a certification package. The tools that create a connector refuse `stackOwner`; certification asks for it. */
export function propertiesFor({ properties }: ConnectorSource['properties'], { name }: Publisher) {
  return { properties: { ...properties, publisher: name, stackOwner: name } };
}
