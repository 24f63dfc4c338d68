home = Portal
