import { z } from 'zod';

/** Origin of a log as the settings give it (`HABEAS_ORIGIN`), e.g. `habeas.example/demo`: host and path, no scheme. */
export const Origin = z.string().regex(/^[a-z0-9./-]{1,100}$/);
