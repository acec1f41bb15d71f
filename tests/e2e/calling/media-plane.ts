import { WebSocket } from 'ws';
import type { JanusControl } from './janus-control.js';

/** The room of one call, as it is entered. */
export interface CallRoom {
  readonly id: number;
  readonly pin?: string;
}

/** The Janus behind the smallest facility. */
export interface MediaPlane {
  /** Path of its WebSocket API. */
  readonly apiSocket: string;
  /** Fields that every message to it carries. */
  readonly credentials: Readonly<Record<string, string>>;
  /** `publishers`: how many are booked. */
  openRoom(control: JanusControl, publishers: number): Promise<CallRoom>;
  stop(): Promise<unknown>;
}

export const connectTo = ({ apiSocket }: MediaPlane): WebSocket =>
  new WebSocket(`ws+unix:${apiSocket}:/`, 'janus-protocol');
