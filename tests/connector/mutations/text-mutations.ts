import { mutationsOf } from './mutate.ts';

/** The service and its texts. */
export const textMutations = mutationsOf(`
  # What a definition says of the connector and its service
  FieldLengthExceeded | a title of 31 characters | put info title = "TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT"
  microsoft-definition | no title | cut info title
  FieldLengthNotInRange | a blank description, a description of 29 characters | put info description = " " ; put info description = "DDDDDDDDDDDDDDDDDDDDDDDDDDDD."
  FieldLengthNotInRange | a description that is the title | put info description = "Insight Triggers."
  FieldLengthNotInRange | a description of 501 characters | grow info description = 501
  ValueContainsRestrictedWords | a title with "Connector", a title with "API" | put info title = "Insight Connector" ; put info title = "Insight API"
  ValueContainsRestrictedWords | a description with "API" | append info description = " It has an API."
  description-is-sentences | no period | put info description = "Starts flows when the segments of a customer grow"
  version-is-numbers | a version with a v | put info version = "v1"
  contact-properties | no name of the contact | cut info contact name
  UrlNotValid | a relative address, an http address | put info contact url = "/support" ; put info contact url = "http://example.com"
  UrlNotValid | a website without a scheme | put x-ms-connector-metadata Website propertyValue = "example.com"
  microsoft-definition | a mail address without an at sign | put info contact email = "support.example.com"
  microsoft-definition | a host with a scheme, a host with a path | put host = "https://example.com" ; put host = "example.com/api"
  host-is-for-production | localhost, an address, a stage | put host = "localhost:7071" ; put host = "10.0.0.4" ; put host = "triggers-staging.example.com"
  BasePathNotValid | no slash first, a slash last, which doubles it | put basePath = "api" ; put basePath = "/api/"
  service-is-json-over-https-with-key | http too, no schemes | put schemes = ["https","http"] ; cut schemes
  service-is-json-over-https-with-key | a second type of bodies, nothing consumed, nothing produced | add consumes = "text/xml" ; cut consumes ; cut produces
  service-is-json-over-https-with-key | no security, a requirement of nothing | cut security ; put security = [{}]
  service-is-json-over-https-with-key | an unknown security, a scope for the key | put security = [{"other":[]}] ; put security = [{"api_key":["read"]}]
  service-is-json-over-https-with-key | a basic sign-in, an OAuth sign-in | put securityDefinitions api_key type = "basic" ; put securityDefinitions api_key type = "oauth2"
  service-is-json-over-https-with-key | the key under another name | put securityDefinitions = {"key":{}}
  ConnectorMetadataPropertiesMissing | no privacy policy, no metadata | cut x-ms-connector-metadata 1 ; cut x-ms-connector-metadata
  InvalidConnectorCategory | a made up category | put x-ms-connector-metadata Categories propertyValue = "Data;Webhooks"
  InvalidConnectorCategory | three categories | put x-ms-connector-metadata Categories propertyValue = "Data;Marketing;AI"

  # What makers read
  operation-has-texts | no summary, an empty description | cut $TRIGGER summary ; put $LIST description = ""
  parameter-has-texts | no name, no description of a body | cut $LIST parameters environmentId x-ms-summary ; cut $ACTION parameters body description
  property-has-texts | an input without names | put $segment = {"type":"string","description":"One."}
  property-has-texts | an output without a description | cut $page properties value description
  names-are-the-same | another title of an input, another summary of an output | put $segment title = "Customer Segment" ; put $runId x-ms-summary = "Job ID"
  summary-is-plain | a summary of 81 | put $TRIGGER summary = "When a xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  summary-is-plain | a slash, a title that ends with a mark | put $TRIGGER summary = "When a segment/measure crosses" ; put info title = "Insight!"
  summary-is-plain | a summary with a period | append $TRIGGER summary = "."
  summary-is-plain | a connection parameter of 81 | put $host uiDefinition displayName = "Hoooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo"
  summary-is-plain | a connection parameter with a slash | put $host uiDefinition displayName = "Host/Server"
  summary-is-plain | a connection parameter with a colon | put $host uiDefinition displayName = "Host:"
  name-is-plain | a name of 81 | put $segment x-ms-summary = "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
  name-is-plain | a hyphen in a name | put $segment x-ms-summary = "Segment-Name"
  ValueMustBeInEnglish | a letter beyond ASCII | put $TRIGGER summary = "When a ségment crosses"
  ValueMustBeInEnglish | a tooltip with one | put $host uiDefinition tooltip = "Without hé and without a path."
  no-product-of-the-platform | a description that names one | append $TRIGGER description = " Use it in Power Automate."
  no-product-of-the-platform | a tooltip that names one | put $key uiDefinition tooltip = "Ask in Power Platform for it."
  summary-in-sentence-case | Every Word With A Capital, no capital first | put $TRIGGER summary = "When A Segment Crosses" ; put $LIST summary = "list segments"
  summary-in-sentence-case | a connection parameter With Capitals | put $key uiDefinition displayName = "Function Key Of"
  name-in-title-case | a name in sentence case, an output in sentence case | put $segment x-ms-summary = "Segment name" ; put $runId x-ms-summary = "Run id"
  description-is-a-sentence | no period, one word | put $segment description = "The segment to watch" ; put $LIST description = "Segments."
  description-is-a-sentence | a hint without a period | put $TRIGGER x-ms-trigger-hint = "Refresh a segment"
  description-is-a-sentence | a connection parameter without one | put $host uiDefinition description = "The host name"
  description-is-a-sentence | a tooltip without one | put $host uiDefinition tooltip = "Without https:// and a path"
  texts-differ | the description as the hint | copy $TRIGGER description to $TRIGGER x-ms-trigger-hint
  texts-differ | the summary within the hint | put $TRIGGER x-ms-trigger-hint = "When a segment crosses above a threshold, it fires."
  texts-differ | the summary as the description, the name of an input | put $LIST description = "List segments." ; put $segment description = "Segment."
  texts-differ | the name of a key | put $key uiDefinition description = "Function key."
  texts-differ | the description as the tooltip | copy $key uiDefinition description to $key uiDefinition tooltip
  action-does-not-sound-like-a-trigger | "When" on an action | put $LIST summary = "When segments are listed"

  # What Microsoft's schema of a definition refuses, besides the rows of the other tables
  microsoft-definition | a property that does not exist | put info logo = "logo.png"
  microsoft-definition | a type beside the schema of a body, a body without a schema | put $ACTION parameters body type = "object" ; cut $event
  microsoft-definition | an extension without x- | put $LIST ms-hint = "Try."
  microsoft-definition | an extension of Microsoft that does not exist, a text for yes or no | put $LIST x-ms-hint = "Try." ; put $LIST deprecated = "no"
  microsoft-definition | a visibility that does not exist | put $LIST x-ms-visibility = "hidden"
  microsoft-definition | a trigger that is neither single nor batch | put $LIST x-ms-trigger = "many"
  microsoft-definition | a schema of a query parameter | put $LIST parameters top schema = {"type":"integer"}
  microsoft-definition | a shared parameter that is a reference, no version | put parameters = {"top":{"$ref":"#/parameters/other"}} ; cut info version
  microsoft-definition | no paths, a status that is none | cut paths ; put $LIST responses ok = {"description":"Well."}
  microsoft-definition | a shared response that is a reference | put responses = {"no":{"$ref":"#/responses/other"}}
  microsoft-definition | a requirement without a list | put security = [{"api_key":null}]
  microsoft-definition | a flow for a key, a key without a name | put securityDefinitions api_key flow = "implicit" ; cut securityDefinitions api_key name
  microsoft-definition | version 3 | put swagger = "3.0"

  # Features that no rule here knows
  no-unknown-feature | an extension of file pickers, a dynamic schema | put $segment x-ms-dynamic-tree = {} ; put $page x-ms-dynamic-schema = {}
  no-unknown-feature | a family of operations, a form | put $LIST x-ms-api-annotation = {"family":"List"} ; put $LIST parameters top in = "formData"
  no-unknown-feature | a file, an OAuth sign-in | put $page = {"type":"file"} ; put securityDefinitions = {"api_key":{"type":"oauth2"}}
`);
