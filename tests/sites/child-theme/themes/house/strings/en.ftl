home = Front door
