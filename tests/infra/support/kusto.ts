/// <reference types="@kusto/language-service-next" />
import '@kusto/language-service-next/bridge.min.js';
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js';

/** The columns of the tables of Application Insights in a workspace, as far as queries use them. */
const TABLES: Readonly<Record<string, string>> = {
  AppTraces:
    '(TimeGenerated: datetime, Message: string, SeverityLevel: int, OperationName: string, AppRoleInstance: string, ItemCount: int, Properties: dynamic)',
  AppRequests:
    '(TimeGenerated: datetime, Name: string, OperationName: string, Success: bool, ResultCode: string, DurationMs: real, ItemCount: int, Properties: dynamic)',
  AppExceptions:
    '(TimeGenerated: datetime, ProblemId: string, ExceptionType: string, OuterMessage: string, OperationName: string, ItemCount: int)',
  AppMetrics:
    '(TimeGenerated: datetime, Name: string, Sum: real, Min: real, Max: real, ItemCount: int, Properties: dynamic)',
};

const { GlobalState, KustoCode, Symbols } = Kusto.Language;
const tables = Object.entries(TABLES).map(([name, columns]) => new Symbols.TableSymbol.$ctor7(name, columns, null));
const globals = GlobalState.Default?.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', tables));

/** What the language service of Kusto finds wrong with a query. */
export function faultsOf(query: string): string[] {
  const found = KustoCode.ParseAndAnalyze(query, globals)?.GetDiagnostics();
  const faults = Array.from({ length: found?.Count ?? 0 }, (_, index) => found?.getItem(index));
  return faults.map((fault) => `${fault?.Message} at ${fault?.Start}`);
}
