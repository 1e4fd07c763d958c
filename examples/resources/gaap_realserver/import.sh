terraform import gaap_realserver.example rs-a1b2c3d4
