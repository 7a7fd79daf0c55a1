import { mutationsOf } from './mutate.ts';

/** The file of properties. */
export const propertiesMutations = mutationsOf(`
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
`);

/** Lists with pages. */
export const pagingMutations = mutationsOf(`
  next-links-lead-through-the-connection | an operation that is gone | add $policies updatenextlink parameters x-ms-apimTemplate-operationName = "ListNothing"
  next-links-lead-through-the-connection | a list that is left out | cut $policies updatenextlink parameters x-ms-apimTemplate-operationName ListSegments
  next-links-lead-through-the-connection | another property | put $policies updatenextlink parameters x-ms-apimTemplateParameter.nextLinkPropertyName = "@odata.nextLink"
  next-links-lead-through-the-connection | no policy | cut $policies updatenextlink
  next-links-lead-through-the-connection | a policy for an action | add $policies updatenextlink parameters x-ms-apimTemplate-operationName = "PublishMetricChange"
  next-links-lead-through-the-connection | a policy for all | cut $policies updatenextlink parameters x-ms-apimTemplate-operationName
  InvalidNextLinkNameValue | another name | put $LIST x-ms-pageable = {"nextLinkName":"next"}
  InvalidNextLinkNameValue | a name of no property | put $LIST x-ms-pageable = {"nextLinkName":"@odata.nextLink"}
  InvalidNextLinkNameValue | a link that nobody follows, an object of pages | cut $LIST x-ms-pageable ; put $page properties value type = "object"
`);
