{ beamPackages }:
beamPackages
