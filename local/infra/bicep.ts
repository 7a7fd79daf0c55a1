import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const VERSION = '0.49.2';
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'osx', win32: 'win' };
const PACKAGE = `Azure.Bicep.CommandLine.${SYSTEMS[process.platform]}-${process.arch}`;
const PROGRAM = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
const CACHE = join('node_modules', '.cache', `bicep-${VERSION}`);
const RESTORED = join(CACHE, 'packages', PACKAGE.toLowerCase(), VERSION, 'tools', PROGRAM);
/** A restore downloads some 50 MB. */
const RESTORE_TIMEOUT_MS = 300_000;

const PROJECT = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
    <RestorePackagesPath>packages</RestorePackagesPath>
  </PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="${PACKAGE}" Version="[${VERSION}]" />
  </ItemGroup>
</Project>
`;

/** A run is too short for .NET to profile and compile its code again, which takes a quarter of it. */
const ENVIRONMENT = { ...process.env, DOTNET_TieredPGO: '0' };

/** What one run of the compiler wrote. */
export interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the compiler that `findBicep` has found. */
export function runBicep(bicep: string, ...args: readonly string[]): Output {
  return spawnSync(bicep, args, { encoding: 'utf8', maxBuffer: 2 ** 26, env: ENVIRONMENT });
}

/** The compiler that is there: the one that was restored before, one on the PATH, or the one of the Azure CLI. */
export function findBicep(): string | undefined {
  if (existsSync(RESTORED)) return RESTORED;
  return [PROGRAM, join(homedir(), '.azure', 'bin', PROGRAM)].find(
    (bicep) => runBicep(bicep, '--version').status === 0,
  );
}

/**
 * Restores the compiler with the .NET SDK from its NuGet package, which holds a program that needs no .NET itself. Does nothing
 * when it is there, or cannot be had.
 */
export function restoreBicep(): void {
  if (existsSync(RESTORED) || spawnSync('dotnet', ['--version']).status !== 0) return;
  const folder = `${CACHE}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const project = join(folder, 'bicep.csproj');
  writeFileSync(project, PROJECT);
  const { status } = spawnSync('dotnet', ['restore', project], { timeout: RESTORE_TIMEOUT_MS, stdio: 'ignore' });
  // Under its final name the folder is complete, also when this process is killed or another one restores too.
  if (status === 0 && !existsSync(CACHE)) renameSync(folder, CACHE);
  rmSync(folder, { recursive: true, force: true });
  if (existsSync(RESTORED)) chmodSync(RESTORED, 0o755);
}
