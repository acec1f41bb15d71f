import { Global, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Connection, connect, migrate } from '#postgres';
import { Config } from './config.js';

/** One pool for the facility, migrated before anything else starts. Inject `Connection` from #postgres. */
@Global()
@Module({
  providers: [
    {
      provide: Connection,
      inject: [Config],
      useFactory: async ({ parts }: Config) => {
        const logger = new Logger('Database');
        const connection = connect(parts.database, () => logger.warn('a connection was lost'));
        await migrate(connection.pool);
        return connection;
      },
    },
  ],
  exports: [Connection],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly connection: Connection) {}

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }
}
