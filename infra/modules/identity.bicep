metadata description = 'The identity that the app has in Azure. All its permissions are role assignments of this identity.'

@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource ID.')
output id string = identity.id

@description('Client ID, which settings refer to.')
output clientId string = identity.properties.clientId

@description('Principal ID, which role assignments refer to.')
output principalId string = identity.properties.principalId
