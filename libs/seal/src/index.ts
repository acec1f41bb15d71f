export * from "./seal-error.js";
