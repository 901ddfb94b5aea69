// What the frame of a map starts: the large map, or a small one of chosen records.

import { startAtlas } from "./atlas.js";
import { startPlate } from "./plate.js";

export const start = { atlas: startAtlas, plate: startPlate };
