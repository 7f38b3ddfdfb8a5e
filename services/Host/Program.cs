using PortfolioPlatform.Host;
using PortfolioPlatform.Platform.Hosting;

return await PlatformHost.RunAsync(args, Product.Parts, CancellationToken.None);
