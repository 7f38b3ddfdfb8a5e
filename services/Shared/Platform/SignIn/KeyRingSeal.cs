using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.Keys;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Seals the keys of cookies and tokens with a key that the key service wraps, so that a copy of the database signs nobody in.</summary>
internal sealed class KeyRingSeal(IKeyService master) : IXmlEncryptor
{
    internal const string Purpose = "data-protection";
    internal const string Master = "master";
    internal const string Key = "key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = master.WrapAsync(key, Purpose, CancellationToken.None).GetAwaiter().GetResult(); // the framework asks without async
        var box = AesGcmBox.Seal(key, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Purpose);
        return new(new XElement("wrapped", new XAttribute(Master, wrapped.Master), new XAttribute(Key, Convert.ToBase64String(wrapped.Box)), Convert.ToBase64String(box)), typeof(KeyRingOpening));
    }
}

/// <summary>Opens what <see cref="KeyRingSeal"/> wrapped. The framework makes it by its name.</summary>
internal sealed class KeyRingOpening : IXmlDecryptor
{
    private readonly IKeyService _master;

    public KeyRingOpening(IServiceProvider services) => _master = services.GetRequiredService<IKeyService>();

    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(Encoding.UTF8.GetString(Open(encryptedElement)));

    /// <summary>Elements without a master key's name were sealed by the key file itself.</summary>
    private byte[] Open(XElement sealedKey)
    {
        var box = Convert.FromBase64String(sealedKey.Value);
        if (sealedKey.Attribute(KeyRingSeal.Master) is not { } name) return Unwrap(new WrappedKey("", box));
        return AesGcmBox.Open(Unwrap(new WrappedKey(name.Value, Convert.FromBase64String(sealedKey.Attribute(KeyRingSeal.Key)!.Value))), box, KeyRingSeal.Purpose);
    }

    private byte[] Unwrap(WrappedKey wrapped) => _master.UnwrapAsync(wrapped, KeyRingSeal.Purpose, CancellationToken.None).GetAwaiter().GetResult();
}
