import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ADMISSION, type Admission } from './admits.js';

export interface DeclaredRoute {
  readonly route: string;
  readonly admission: Admission | 'health' | undefined;
}

/** Every HTTP route of the application with what it declares, e.g. for the start and for tests. */
export function allRoutes(discovery: DiscoveryService, scanner = new MetadataScanner()): DeclaredRoute[] {
  return discovery.getControllers().flatMap(({ metatype }) => {
    const prototype: Record<string, object> | undefined = metatype?.prototype;
    if (!metatype || !prototype) return [];
    return scanner
      .getAllMethodNames(prototype)
      .map((name) => ({ name, method: prototype[name] }))
      .filter(({ method }) => method !== undefined && Reflect.hasMetadata(METHOD_METADATA, method))
      .map(({ name, method }) => ({
        route: `${metatype.name}.${name} /${[metatype, method as object].map((target) => Reflect.getMetadata(PATH_METADATA, target)).join('/')}`,
        admission: Reflect.getMetadata(ADMISSION, method as object) ?? Reflect.getMetadata(ADMISSION, metatype),
      }));
  });
}

/** @throws Error that names every route that does not say whom it admits. */
export function refuseUndeclaredRoutes(discovery: DiscoveryService): void {
  const undeclared = allRoutes(discovery).filter(({ admission }) => admission === undefined);
  if (undeclared.length > 0)
    throw new Error(`routes that admit nobody: ${undeclared.map(({ route }) => route).join(', ')}`);
}
