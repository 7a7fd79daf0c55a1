import { mutationsOf } from './mutate.ts';

/** What makers see in the designer, and the other files. */
export const fileMutations = mutationsOf(String.raw`
  # What makers see in the designer
  designer-finds-the-answer | errors beside a 202 | put $ACTION responses 401 = {"description":"The key is wrong."}
  designer-finds-the-answer | a body of a 202 beside a 200 | put $LIST responses 202 = {"description":"Later.","schema":{"type":"object"}}
  input-is-in-its-place | an advanced data source, an advanced label | put $dataSource x-ms-visibility = "advanced" ; put $label x-ms-visibility = "advanced"
  input-is-in-its-place | a data source that is nothing, a filter that is nothing | cut $dataSource x-ms-visibility ; cut ListSubscriptions parameters status x-ms-visibility
  name-does-not-repeat-its-parent | the name of an object | put $health outcome title = "Delivery Outcome"
  name-does-not-repeat-its-parent | the name of an array in the singular | put $page properties value items properties name title = "Segment Name"
  shown-names-differ | a name twice in a notification, twice in an object | put $runId title = "Value" ; put $health status title = "Outcome"
  array-says-what-it-holds | items, a single item | put $page properties value title = "Items" ; put $page properties value title = "Segment"
  names-come-before-ids | an ID that is required | add $notification required = "notificationId"
  names-come-before-ids | a summary that is advanced | put $notification properties summary x-ms-visibility = "advanced"
  names-come-before-ids | a sequence in sight, a link in sight | cut $notification properties sequence x-ms-visibility ; cut $page properties nextLink x-ms-visibility
  name-is-not-ambiguous | an environment of whatever kind | put $LIST parameters environmentId x-ms-summary = "Environment"
  name-is-not-ambiguous | an environment in a notification | put $notification properties environmentId title = "Environment ID"

  # The file of properties
  microsoft-properties | no color, a property that does not exist | cut x-properties properties iconBrandColor ; put x-properties properties icon = "icon.png"
  microsoft-properties | nothing at all, a type that does not exist | cut x-properties properties ; put $key type = "secret"
  microsoft-properties | a policy that does not exist | put $policies dynamichosturl templateId = "dynamichost"
  microsoft-properties | a policy without its parameter | put $policies dynamichosturl parameters = {}
  properties-fit-the-definition | no publisher, a publisher with a mark | cut x-properties properties publisher ; put x-properties properties publisher = "Insight & Co"
  properties-fit-the-definition | a stack owner | put x-properties properties stackOwner = "Insight Triggers"
  properties-fit-the-definition | a script | put x-properties properties scriptOperations = ["ListSegments"]
  properties-fit-the-definition | a name of a color, white | put x-properties properties iconBrandColor = "teal" ; put x-properties properties iconBrandColor = "#FFFFFF"
  properties-fit-the-definition | the default color, no capabilities | put x-properties properties iconBrandColor = "#007ee5" ; cut x-properties properties capabilities
  properties-fit-the-definition | actions only | put x-properties properties capabilities = ["actions"]
  properties-fit-the-definition | a capability that the connector has not | add x-properties properties capabilities = "gateway"
  properties-fit-the-definition | no tooltip, a key without texts | cut $host uiDefinition tooltip ; cut $key uiDefinition
  properties-fit-the-definition | an optional host | put $host uiDefinition constraints required = "false"
  properties-fit-the-definition | a yes that is no text | put $key uiDefinition constraints required = true
  properties-fit-the-definition | two in the same place | put $key uiDefinition constraints tabIndex = 1
  properties-fit-the-definition | one without a place, a key that is shown | cut $host uiDefinition constraints tabIndex ; put $key type = "string"
  properties-fit-the-definition | a key in clear text, no key | put $key uiDefinition constraints clearText = true ; cut $key
  properties-fit-the-definition | a host that is not asked for | put $policies dynamichosturl parameters x-ms-apimTemplateParameter.urlTemplate = "https://@connectionParameters('server')"
  properties-fit-the-definition | http | put $policies dynamichosturl parameters x-ms-apimTemplateParameter.urlTemplate = "http://@connectionParameters('host')"
  properties-fit-the-definition | no policy for the host | cut $policies dynamichosturl
  properties-fit-the-definition | a host for one operation only | put $policies dynamichosturl parameters x-ms-apimTemplate-operationName = ["ListSegments"]

  # Lists with pages
  next-links-lead-through-the-connection | an operation that is gone | add $policies updatenextlink parameters x-ms-apimTemplate-operationName = "ListNothing"
  next-links-lead-through-the-connection | a list that is left out | cut $policies updatenextlink parameters x-ms-apimTemplate-operationName ListSegments
  next-links-lead-through-the-connection | another property | put $policies updatenextlink parameters x-ms-apimTemplateParameter.nextLinkPropertyName = "@odata.nextLink"
  next-links-lead-through-the-connection | no policy | cut $policies updatenextlink
  next-links-lead-through-the-connection | a policy for an action | add $policies updatenextlink parameters x-ms-apimTemplate-operationName = "PublishMetricChange"
  next-links-lead-through-the-connection | a policy for all | cut $policies updatenextlink parameters x-ms-apimTemplate-operationName
  InvalidNextLinkNameValue | another name | put $LIST x-ms-pageable = {"nextLinkName":"next"}
  InvalidNextLinkNameValue | a name of no property | put $LIST x-ms-pageable = {"nextLinkName":"@odata.nextLink"}
  InvalidNextLinkNameValue | a link that nobody follows, an object of pages | cut $LIST x-ms-pageable ; put $page properties value type = "object"

  # The page about the connector, and the size of the definition
  readme-follows-the-template | a required heading is gone, an optional one | replace x-readme = ["## Prerequisites\n",""] ; replace x-readme = ["## Getting Started\n",""]
  readme-follows-the-template | a heading under another | replace x-readme = ["## Obtaining Credentials","### Obtaining Credentials"]
  readme-follows-the-template | a heading with other words | replace x-readme = ["## Known Issues and Limitations","## Limits"]
  readme-follows-the-template | headings in another order | replace x-readme = ["(## Prereq[^]*?)(## Supported[^]*?)(?=## Obtaining)","$2$1"]
  readme-follows-the-template | a heading within commands | replace x-readme = ["## Getting Started\n","\u0060\u0060\u0060sh\n## Getting Started\n\u0060\u0060\u0060\n"]
  readme-follows-the-template | a heading twice | replace x-readme = ["## Prerequisites\n","## Prerequisites\n\n## Prerequisites\n"]
  readme-follows-the-template | another title, another publisher | replace x-readme = ["^# .*","# Connector"] ; replace x-readme = ["## Publisher: .*","## Publisher: Contoso"]
  definition-is-small | a long text, 257 operations | grow $LIST description = 1048576 ; grow paths = 257
`);
