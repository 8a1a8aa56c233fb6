import { deskKeys } from './desk-keys.js';

deskKeys(document);
