using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.Keys;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Wraps the keys of cookies and tokens with the key service, so that a copy of the database signs nobody in.</summary>
internal sealed class KeyRingSeal(KeyFile master) : IXmlEncryptor
{
    internal const string Purpose = "data-protection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var wrapped = master.Wrap(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Purpose);
        return new(new XElement("wrapped", Convert.ToBase64String(wrapped)), typeof(KeyRingOpening));
    }
}

/// <summary>Opens what <see cref="KeyRingSeal"/> wrapped. The framework makes it by its name.</summary>
internal sealed class KeyRingOpening : IXmlDecryptor
{
    private readonly KeyFile _master;

    public KeyRingOpening(IServiceProvider services) => _master = services.GetRequiredService<KeyFile>();

    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(_master.Unwrap(Convert.FromBase64String(encryptedElement.Value), KeyRingSeal.Purpose)));
}
