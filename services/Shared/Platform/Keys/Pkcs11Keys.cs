using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>AES-256 keys in a PKCS#11 token (an HSM, or SoftHSM): made in the token, sensitive, never extractable. Newer ones stand beside the first as <c>LABEL-2</c>, <c>LABEL-3</c>, …</summary>
internal sealed class Pkcs11Keys : IKeyService
{
    private const string Prefix = "pkcs11:";
    private const int NonceBytes = 12;

    private readonly Pkcs11Session _session;
    private readonly string _label;
    private readonly Lock _gate = new(); // a session is for one caller at a time

    private Pkcs11Keys(Pkcs11Session session, string label) => (_session, _label) = (session, label);

    /// <summary>Opens the token and makes the first key if there is none.</summary>
    public static Pkcs11Keys Open(string module, string token, string label, string pin)
    {
        try
        {
            var keys = new Pkcs11Keys(Pkcs11Session.Open(module, token, pin), label);
            if (keys._session.Find(label) is null) keys._session.Generate(label);
            return keys;
        }
        catch (KeyServiceException error)
        {
            throw new StartupException(error.Message, error);
        }
    }

    public Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, string context, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var (label, handle) = Newest();
            var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
            return Task.FromResult(new WrappedKey(Prefix + label, [.. nonce, .. _session.Encrypt(handle, nonce, Encoding.UTF8.GetBytes(context), key.ToArray())]));
        }
    }

    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, string context, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var label = wrapped.Master[Prefix.Length..];
            var handle = _session.Find(label) ?? throw new KeyServiceException($"The PKCS#11 token has no key '{label}'.");
            return Task.FromResult(_session.Decrypt(handle, wrapped.Box[..NonceBytes], Encoding.UTF8.GetBytes(context), wrapped.Box[NonceBytes..]));
        }
    }

    public Task<string> NewestAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult(Prefix + Newest().Label);
    }

    public Task<string> RenewAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var next = LabelOf(NumberOf(Newest().Label) + 1);
            _session.Generate(next);
            return Task.FromResult(Prefix + next);
        }
    }

    public bool Holds(string master) => master == Prefix + _label || master.StartsWith($"{Prefix}{_label}-", StringComparison.Ordinal);

    private (string Label, ulong Handle) Newest()
    {
        var (label, handle) = (_label, _session.Find(_label) ?? throw new KeyServiceException($"The PKCS#11 token has no key '{_label}'."));
        for (var n = 2; _session.Find(LabelOf(n)) is { } newer; n++) (label, handle) = (LabelOf(n), newer);
        return (label, handle);
    }

    private string LabelOf(int number) => number == 1 ? _label : string.Create(CultureInfo.InvariantCulture, $"{_label}-{number}");

    private int NumberOf(string label) => label == _label ? 1 : int.Parse(label.AsSpan(_label.Length + 1), CultureInfo.InvariantCulture);
}
