import 'reflect-metadata';
import type { Server as SecureServer } from 'node:https';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { ConfigError, parseConfig, readEnv } from './config.js';
import { CertificateFiles } from './hosts/certificate-files.js';
import { listen } from './listen.js';

const logger = new ConsoleLogger({ json: true, colors: false, logLevels: ['log', 'warn', 'error', 'fatal'] });

try {
  const config = parseConfig(readEnv());
  const certificates = CertificateFiles.of(config.door.tls);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.for(config), {
    bodyParser: false,
    abortOnError: false,
    logger,
    ...certificates?.serverOptions(),
  });
  const address = await listen(app, config);
  certificates?.keepFresh(app.getHttpServer() as unknown as SecureServer);
  new Logger('Facility').log({ listening: address });
} catch (error) {
  // A wrong setting is named; of anything else the message may carry data, so only its kind is said.
  const { name, code, message } = error as Error & { code?: string };
  logger.fatal(
    error instanceof ConfigError ? `settings: ${message}` : `did not start: ${name} ${code ?? ''} ${message}`,
  );
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 2_000).unref();
}
