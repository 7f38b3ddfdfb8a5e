using System.Security.Cryptography;

namespace PortfolioPlatform.Platform.Tests.Keys;

/// <summary>What every key service does, whichever it is.</summary>
internal static class KeyServiceContract
{
    public static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))];

    public static async Task HoldsAsync(IKeyService service, bool renews)
    {
        var first = await service.WrapAsync(Key, "tenant a", CancellationToken.None);
        Assert.Equal(await service.NewestAsync(CancellationToken.None), first.Master);
        Assert.True(service.Holds(first.Master));
        Assert.False(service.Holds("elsewhere:x"));
        Assert.DoesNotContain(Convert.ToHexString(Key), Convert.ToHexString(first.Box), StringComparison.Ordinal);
        Assert.NotEqual(first.Box, (await service.WrapAsync(Key, "tenant a", CancellationToken.None)).Box);
        Assert.Equal(Key, await service.UnwrapAsync(first, "tenant a", CancellationToken.None));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => service.UnwrapAsync(first, "tenant b", CancellationToken.None));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => service.UnwrapAsync(first with { Box = Changed(first.Box) }, "tenant a", CancellationToken.None));
        if (!renews) return;
        var newer = await service.RenewAsync(CancellationToken.None);
        Assert.NotEqual(first.Master, newer);
        Assert.Equal(newer, (await service.WrapAsync(Key, "tenant a", CancellationToken.None)).Master);
        Assert.Equal(Key, await service.UnwrapAsync(first, "tenant a", CancellationToken.None));
        Assert.Equal(Key, await service.UnwrapAsync(await service.WrapAsync(Key, "tenant a", CancellationToken.None), "tenant a", CancellationToken.None));
    }

    /// <summary>Another byte near the end, still of the alphabet of a text.</summary>
    private static byte[] Changed(byte[] box)
    {
        var copy = box.ToArray();
        copy[^5] = copy[^5] == (byte)'A' ? (byte)'B' : (byte)'A';
        return copy;
    }
}
