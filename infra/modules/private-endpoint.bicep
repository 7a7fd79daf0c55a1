metadata description = 'A private endpoint for one service, with the zone that its name is looked up in.'

@description('Name of the endpoint.')
param name string

@description('The service.')
@allowed(['blob', 'queue', 'table', 'vault'])
param service string

@description('Resource ID of the account or vault.')
param targetId string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Name of the network, which has a subnet for endpoints.')
param networkName string

var zoneName = service == 'vault'
  ? 'privatelink.vaultcore.azure.net'
  : 'privatelink.${service}.${environment().suffixes.storage}'

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: networkName

  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: network::endpoints.id }
    privateLinkServiceConnections: [
      { name: service, properties: { privateLinkServiceId: targetId, groupIds: [service] } }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: networkName
  location: 'global'
  tags: tags
  properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
}

resource zoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: endpoint
  name: 'default'
  properties: { privateDnsZoneConfigs: [{ name: service, properties: { privateDnsZoneId: zone.id } }] }
}
