metadata description = 'Workspace, Application Insights and alerts. Telemetry is taken from identities only.'

@description('Name of the workspace.')
param workspaceName string

@description('Name of the Application Insights resource.')
param insightsName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Days that data are kept.')
param retentionDays int

@description('Name of the identity of the app.')
param identityName string

@description('Principal ID of that identity.')
param principalId string

@description('Who gets a mail when an alert fires. Empty: nobody.')
param alertEmail string

@description('Hours without any event after which the silence alert fires. 0 turns it off.')
param silenceHours int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

@description('Monitoring Metrics Publisher: sends telemetry, reads nothing.')
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource publisherRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, identityName, metricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

module alerts 'alerts.bicep' = {
  params: {
    location: location
    tags: tags
    workspaceName: workspace.name
    email: alertEmail
    silenceHours: silenceHours
  }
}

@description('Resource ID of the workspace.')
output workspaceId string = workspace.id

@description('Where telemetry goes. It holds no secret while local authentication is off.')
output insightsConnectionString string = insights.properties.ConnectionString
