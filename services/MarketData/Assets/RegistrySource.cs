namespace PortfolioPlatform.MarketData.Assets;

/// <summary>The registry once it is known to be in the database.</summary>
internal sealed class RegistrySource
{
    private readonly TaskCompletionSource<AssetRegistry> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for it.</summary>
    public Task<AssetRegistry> GetAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Here it is.</summary>
    public void Set(AssetRegistry registry) => _ready.TrySetResult(registry);
}
