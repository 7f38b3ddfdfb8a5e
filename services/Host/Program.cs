using PortfolioPlatform.Platform.Hosting;

return await PlatformHost.RunAsync(args, PortfolioPlatform.Host.Product.Parts, CancellationToken.None);
